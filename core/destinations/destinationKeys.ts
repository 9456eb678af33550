/** Returns the prefix in the failure bucket for what a destination didn't receive. */
export function destinationPrefix(name: string): string {
  return `destinations/${name}/`;
}
