/** How counts are written. All other figures are worded by the server. */

/** A count with separators of thousands. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
