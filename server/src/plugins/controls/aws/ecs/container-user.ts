/** True when the definition names root, by name or by number: `root`, `0`, `0:0`. */
export function isNamedRoot(user: string | undefined): boolean {
  const name = user?.split(':')[0];
  return name === 'root' || name === '0';
}

/** True when the container runs as root for all that the definition says: named, or left out. */
export function isRoot(user: string | undefined): boolean {
  return user === undefined || user === '' || isNamedRoot(user);
}
