export const NAMESPACE = 'nl.vreemdelingenketen.terugkeerzaken';
export const TYPES_NAMESPACE = `${NAMESPACE}.types`;

/** `LocationRef` → `location-ref`: file name of a named type. */
export function kebab(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** JSON as it lies in the repository: two spaces and a final line end, the same on every machine. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
