/** A policy that an API answers as text, as the object it is; text that is not JSON is kept as it came. */
export function policyDocument(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The same for IAM, whose API answers policies URL-encoded (RFC 3986). */
export function encodedPolicyDocument(text: string | undefined): unknown {
  if (text === undefined || !text.trimStart().startsWith('%')) return policyDocument(text);
  try {
    return policyDocument(decodeURIComponent(text));
  } catch {
    return text;
  }
}
