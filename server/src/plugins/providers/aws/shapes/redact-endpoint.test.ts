import { describe, expect, it } from 'vitest';
import { redactEndpoint } from './redact-endpoint.ts';

describe('the redaction of endpoints', () => {
  it.each([
    ['https://user:pass@example.com/in', 'https://example.com/in'],
    ['https://api.example.com/v1/hook?apiKey=abc', 'https://api.example.com/v1/hook?redacted'],
    [
      'https://events.example.com/integration/0123456789abcdef0123/enqueue',
      'https://events.example.com/integration/redacted/enqueue',
    ],
    ['http://[', 'http://redacted'],
  ])('writes %s as %s', (endpoint, expected) => {
    expect(redactEndpoint(endpoint)).toBe(expected);
  });

  it.each(['arn:aws:sqs:us-east-1:123456789012:inbox', 'ops@example.com', undefined])(
    'leaves %s as it is',
    (endpoint) => {
      expect(redactEndpoint(endpoint)).toBe(endpoint);
    },
  );
});
