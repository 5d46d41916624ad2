/** A policy that an API answers as text, as the object it is; text that is not JSON is kept as it came. */
export function policyDocument(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
