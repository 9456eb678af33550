/** Prefix in the failure bucket of what a destination didn't receive. */
export function destinationPrefix(name: string): string {
  return `destinations/${name}/`;
}
