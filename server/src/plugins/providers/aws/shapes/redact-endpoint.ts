/**
 * An endpoint without the credentials that webhook addresses carry: user and password, query string, and path
 * segments that look like a token. The host and the readable path stay, so a new destination is still a change.
 */
export function redactEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || !/^https?:\/\//i.test(endpoint)) return endpoint;
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return `${endpoint.slice(0, endpoint.indexOf(':'))}://redacted`;
  }
  const path = url.pathname
    .split('/')
    .map((segment) => (looksLikeToken(segment) ? 'redacted' : segment))
    .join('/');
  return `${url.protocol}//${url.host}${path}${url.search === '' ? '' : '?redacted'}`;
}

/** Sixteen characters or more with letters and digits mixed and no word separators: an id of chance. */
function looksLikeToken(segment: string): boolean {
  return /^[A-Za-z0-9_~.-]{16,}$/.test(segment) && /[0-9]/.test(segment) && /[A-Za-z]/.test(segment);
}
