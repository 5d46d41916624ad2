import { describe, expect, it } from 'vitest';
import { encodedPolicyDocument, policyDocument } from './policy-document.ts';

describe('policy documents', () => {
  it('are objects, whether IAM encoded them or not', () => {
    expect(policyDocument('{"Version":"2012-10-17"}')).toEqual({ Version: '2012-10-17' });
    expect(encodedPolicyDocument('%7B%22Version%22%3A%222012-10-17%22%7D')).toEqual({
      Version: '2012-10-17',
    });
    expect(encodedPolicyDocument('{"Resource":"a%2Fb"}')).toEqual({ Resource: 'a%2Fb' });
  });

  it('are absent when there is none', () => {
    expect(policyDocument(undefined)).toBeUndefined();
    expect(policyDocument('')).toBeUndefined();
  });

  it('stay what they are when they cannot be understood', () => {
    expect(policyDocument('not json')).toBe('not json');
    expect(encodedPolicyDocument('%E0%A4%A')).toBe('%E0%A4%A');
  });
});
