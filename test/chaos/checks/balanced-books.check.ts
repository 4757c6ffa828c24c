import type { Check } from './check.js';

export const balancedBooks: Check = {
  id: 'books',
  promise: 'per recipient: in = delivered + refused + withheld + held + waiting + dead',
  judge: ({ books }) => {
    const sum = (name: 'total' | 'delivered' | 'refused' | 'withheld' | 'held' | 'underway' | 'dead') =>
      books.reduce((total, book) => total + book[name], 0);
    const faults = books.flatMap(({ endpoint, unit, faults: own, ...book }) => {
      const parts = book.delivered + book.refused + book.withheld + book.held + book.underway + book.dead;
      const name = unit === null ? endpoint : `${endpoint}:${unit}`;
      return [
        ...own.map((fault) => `${name}: ${fault}`),
        ...(parts === book.total ? [] : [`${name}: ${book.total} in, ${parts} accounted for`]),
      ];
    });
    if (books.length === 0) faults.push('there are no books');
    const parts = (['total', 'delivered', 'refused', 'withheld', 'held', 'underway', 'dead'] as const)
      .map((name) => `${name === 'total' ? 'in' : name} ${sum(name)}`)
      .join(', ');
    return { seen: `${books.length} recipients: ${parts}`, faults };
  },
};
