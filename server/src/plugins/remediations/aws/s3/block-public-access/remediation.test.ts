import { expect, it } from 'vitest';
import { caseProblems } from '../../../../../plugin-kit/conformance/remediation-conformance.ts';
import { remediation } from './remediation.ts';

const all = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const none = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const blocked = { PublicAccessBlockConfiguration: all };

it('blocks what is open and leaves what is closed', () => {
  expect(
    caseProblems(remediation, [
      {
        title: 'that was never configured',
        state: { PublicAccessBlockConfiguration: null },
        plan: { after: blocked },
      },
      {
        title: 'with one setting off',
        state: { PublicAccessBlockConfiguration: { ...all, BlockPublicPolicy: false } },
        plan: { after: blocked },
        says: 'Switch on BlockPublicPolicy of example',
      },
      { title: 'with all four settings', state: blocked, plan: 'nothing' },
      {
        title: 'that lost a setting of its baseline, and keeps what came besides',
        state: { PublicAccessBlockConfiguration: { ...none, IgnorePublicAcls: true } },
        baseline: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
        plan: {
          after: {
            PublicAccessBlockConfiguration: { ...none, BlockPublicAcls: true, IgnorePublicAcls: true },
          },
        },
      },
      {
        title: 'with more than its baseline',
        state: blocked,
        baseline: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
        plan: 'nothing',
        says: 'baseline',
      },
    ]),
  ).toEqual([]);
});

it('goes back to no block at all where there was none', () => {
  const none = { PublicAccessBlockConfiguration: null };
  expect(remediation.wayBack(none, blocked)).toEqual(none);
  expect(remediation.callsBetween(blocked, none)).toEqual(['s3:DeletePublicAccessBlock']);
});
