import { expect, test } from 'vitest';
import { summaryLine, type TestReport, totalsOf } from './test.ts';

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
