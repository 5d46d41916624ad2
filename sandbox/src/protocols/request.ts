/** One HTTP request as it came in; `path` is still percent-encoded. Header names are lower case. */
export interface RawRequest {
  method: string;
  path: string;
  rawQuery: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}
