import { expect, test } from 'vitest';
import {
  failuresOf,
  filesToTryAgain,
  summaryLine,
  type TestReport,
  totalsOf,
  totalsWithAgain,
} from './test.ts';

const clean: TestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

test('a clean run', () => {
  expect(summaryLine(totalsOf(clean, 0))).toBe('3 passed, 0 failed');
});

test('skipped tests are told', () => {
  expect(summaryLine(totalsOf({ ...clean, numPendingTests: 2 }, 0))).toBe('3 passed, 0 failed, 2 skipped');
});

test('a file that could not be loaded is a failure', () => {
  const report = { ...clean, testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] };
  expect(totalsOf(report, 1).failed).toBe(1);
});

test('a failed test is counted once', () => {
  const report = {
    ...clean,
    numFailedTests: 1,
    testResults: [{ name: 'a', status: 'failed', assertionResults: [{ status: 'failed' }] }],
  };
  expect(totalsOf(report, 1).failed).toBe(1);
});

test('a bad end without a failed test, or without a report, is a failure', () => {
  expect(totalsOf(clean, 1).failed).toBe(1);
  expect(totalsOf(undefined, 0).failed).toBe(1);
});

const file = (name: string, ...statuses: string[]): TestReport['testResults'][number] => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({
    status,
    fullName: `case ${index}`,
    failureMessages: status === 'failed' ? ['expected 1 to be 2\n    at somewhere'] : [],
  })),
});
const mixed: TestReport = {
  ...clean,
  numPassedTests: 2,
  numFailedTests: 1,
  testResults: [file('/here/a.test.ts', 'passed'), file('/here/b.test.ts', 'passed', 'failed')],
};

test('what failed is told by file, name and reason', () => {
  expect(failuresOf(mixed, '/here')).toEqual([
    'b.test.ts > case 1\n    expected 1 to be 2\n        at somewhere',
  ]);
  expect(failuresOf(undefined, '/here')).toEqual(['vitest wrote no report']);
  const unloaded = {
    ...clean,
    testResults: [
      { name: '/here/c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  };
  expect(failuresOf(unloaded, '/here')).toEqual(['c.test.ts\n    no such module']);
});

test('a few files that failed are tried again, many are not', () => {
  expect(filesToTryAgain(mixed)).toEqual(['/here/b.test.ts']);
  const many = { ...mixed, testResults: ['a', 'b', 'c', 'd'].map((name) => file(name, 'failed')) };
  expect(filesToTryAgain(many)).toEqual([]);
  expect(filesToTryAgain(undefined)).toEqual([]);
});

test('what passes alone counts as passed, and what fails again as failed', () => {
  const passes = { ...clean, testResults: [file('/here/b.test.ts', 'passed', 'passed')] };
  expect(totalsOf(totalsWithAgain(mixed, passes), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  const fails = { ...clean, testResults: [file('/here/b.test.ts', 'passed', 'failed')] };
  expect(totalsOf(totalsWithAgain(mixed, fails), 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(totalsOf(totalsWithAgain(mixed, passes), 1).failed).toBe(1);
});
