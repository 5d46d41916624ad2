import { describe, expect, it } from 'vitest';
import { redactor } from './redact.ts';

const known = {
  externalId: 'arn:aws:s3:::payroll',
  name: 'payroll',
  accountId: '111122223333',
  tags: { owner: 'Jane Roe' },
  configuration: {
    BucketName: 'payroll',
    Status: 'Enabled',
    Endpoint: 'db.internal.acme.example',
    Port: '5432',
  },
};

describe('redaction', () => {
  const strict = redactor('strict', [known]);

  it.each([
    'payroll is open',
    'arn:aws:s3:::payroll/2026',
    'account 111122223333 and 444455556666',
    'Jane Roe owns it',
    '203.0.113.9 and 2001:db8:85a3:8d3:1319:8a2e:370:7348',
    'sg-0123456789abcdef0',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00',
    'jane@acme.example',
    'https://db.internal.acme.example/x',
  ])('hides what is in "%s" and puts it back', (text) => {
    const hidden = strict.hide(text);
    expect(hidden).not.toBe(text);
    expect(strict.leaks(hidden)).toEqual([]);
    expect(strict.restore(hidden)).toBe(text);
  });

  it('gives the same value the same placeholder', () => {
    expect(strict.hide('payroll')).toBe(strict.hide('payroll'));
  });

  it('leaves words of AWS, ports and open ranges', () => {
    expect(strict.hide('Status Enabled on port 5432 for 0.0.0.0/0 in eu-central-1')).toBe(
      'Status Enabled on port 5432 for 0.0.0.0/0 in eu-central-1',
    );
  });

  it('hides whole words only', () => {
    expect(strict.hide('payrolls of the day')).toBe('payrolls of the day');
  });

  it('knows no placeholder that it did not give', () => {
    expect(strict.restore('see [[NAME_99]]')).toBeUndefined();
  });

  it('sees what was not hidden', () => {
    expect(strict.leaks('payroll at 203.0.113.9')).toEqual(['payroll', '203.0.113.9']);
  });

  it('hides secrets even where names may leave', () => {
    const open = redactor('none', [known]);
    expect(open.hide('payroll with AKIAIOSFODNN7EXAMPLE')).toBe('payroll with [[KEY_1]]');
  });
});
