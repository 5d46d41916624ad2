/** Hands a text to the browser as a file. */
export function saveFile(name: string, content: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Revoked later: some browsers read the address only after this task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
