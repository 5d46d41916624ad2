import { describe, expect, it } from 'vitest';
import { oldestTls } from './balancers.ts';

describe('the oldest version of TLS that a security policy accepts', () => {
  it.each([
    ['ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', 12],
    ['ELBSecurityPolicy-TLS13-1-3-2021-06', 13],
    ['ELBSecurityPolicy-TLS13-1-0-2021-06', 10],
    ['ELBSecurityPolicy-TLS13-1-1-PQ-2025-09', 11],
    ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', 12],
    ['ELBSecurityPolicy-TLS-1-1-2017-01', 11],
    ['ELBSecurityPolicy-FS-1-2-Res-2020-10', 12],
    ['ELBSecurityPolicy-FS-2018-06', 10],
    ['ELBSecurityPolicy-2016-08', 10],
    ['ELBSecurityPolicy-2015-05', 10],
    ['ELBSecurityPolicy-Quantum-2031-01', undefined],
    ['made-by-hand', undefined],
  ])('of %s is %s', (policy, expected) => {
    expect(oldestTls(policy)).toBe(expected);
  });
});
