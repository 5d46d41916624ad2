import { describe, expect, it } from 'vitest';
import {
  adviceProblems,
  recommendationProblems,
} from '../../plugin-kit/conformance/recommendation-conformance.ts';
import { controls } from '../controls/controls.generated.ts';
import { recommendations } from './recommendations.generated.ts';

const twice = (names: readonly string[]): string[] =>
  names.filter((name, place) => names.indexOf(name) !== place);

describe('the registry of recommendations', () => {
  it('has enough of them, and no id twice', () => {
    expect(recommendations.length).toBeGreaterThanOrEqual(75);
    expect(twice(recommendations.map(({ id }) => id))).toEqual([]);
  });

  it('gives each control to one rule, and only controls that are there and judge that type', () => {
    const typeOf = new Map(controls.map(({ id, resource }) => [id, resource.type]));
    expect(twice(recommendations.flatMap((rule) => rule.controls))).toEqual([]);
    for (const { id, resource, controls: claimed } of recommendations) {
      for (const control of claimed)
        expect([id, control, typeOf.get(control)]).toEqual([id, control, resource.type]);
    }
  });

  it('gives each attribute of a type to one rule', () => {
    const claims = recommendations.flatMap(({ resource, driftAttributes = [] }) =>
      driftAttributes.map((attribute) => `${resource.type}.${attribute}`),
    );
    expect(twice(claims)).toEqual([]);
  });

  it('answers every critical and nearly every high control', () => {
    const claimed = new Set(recommendations.flatMap((rule) => rule.controls));
    const open = controls.filter(({ id }) => !claimed.has(id));
    expect(open.filter(({ severity }) => severity === 'critical').map(({ id }) => id)).toEqual([
      'aws-codebuild-project-no-plaintext-secrets',
      'aws-codebuild-project-source-without-credentials',
      'aws-dms-instance-not-public',
      'aws-kafka-cluster-no-unauthenticated-clients',
      'aws-kafka-cluster-not-public',
      'aws-secretsmanager-secret-policy-not-public',
    ]);
    const high = controls.filter(({ severity }) => severity === 'high');
    const answered = high.filter(({ id }) => claimed.has(id)).length;
    expect(answered / high.length).toBeGreaterThan(0.7);
  });

  for (const rule of recommendations) {
    it(`${rule.id} is declared in full`, () => {
      expect(recommendationProblems(rule)).toEqual([]);
    });
    it(`${rule.id} advises as its examples say, with commands that are safe to copy`, () => {
      expect(adviceProblems(rule)).toEqual([]);
    });
  }
});
