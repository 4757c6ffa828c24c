/** Which methods each path knows, to tell 405 from 404. */
export class RouteMethods {
  private readonly routes: { readonly segments: readonly string[]; readonly method: string }[] = [];

  /** `path` as registered, with `:name` for a variable segment. */
  add(method: string, path: string): void {
    this.routes.push({ segments: path.split('/'), method });
  }

  /** Sorted; empty when no route has this path. */
  of(url: string): readonly string[] {
    const segments = (url.split('?', 1)[0] ?? '').split('/');
    const methods = this.routes.filter((route) => matches(route.segments, segments)).map((route) => route.method);
    return [...new Set(methods)].sort();
  }
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.includes('*') || pattern.length !== segments.length) return false;
  return pattern.every((part, at) => (part.startsWith(':') ? segments[at] !== '' : part === segments[at]));
}
