import { describe, expect, it } from 'vitest';
import type { TagRules } from '../../../plugin-kit/define-writer.ts';
import { addStep, changeOf, missingTags, reverseStep, stateOf } from './steps.ts';

const rules: Pick<TagRules, 'callOf'> = {
  callOf: (type) => (type === 'iam_role' ? 'iam:TagRole' : 'tag:TagResources'),
};
const resource = {
  id: 5,
  externalId: 'arn:x',
  name: 'queue',
  type: 'sqs_queue',
  region: 'here',
  configuration: {},
};

describe('missing tags', () => {
  it('are the keys that are not there; a present key keeps its value, also an empty one', () => {
    expect(missingTags({ owner: 'ops', env: 'x', team: 'y' }, { owner: 'someone', env: '' }, false)).toEqual({
      team: 'y',
    });
  });

  it('do not hide behind another letter case, except where the vendor takes that for the same key', () => {
    expect(missingTags({ owner: 'ops' }, { Owner: 'x' }, false)).toEqual({ owner: 'ops' });
    expect(missingTags({ owner: 'ops' }, { Owner: 'x' }, true)).toEqual({});
  });
});

describe('a step', () => {
  const step = addStep(resource, 1, { owner: 'ops', env: 'prod' }, rules);

  it('tells only the keys concerned, before and after', () => {
    expect(step).toMatchObject({
      call: 'tag:TagResources',
      summary: 'Add the tags owner and env to queue',
      before: { owner: null, env: null },
      after: { owner: 'ops', env: 'prod' },
    });
    expect(stateOf(step, { owner: 'ops', other: 'x' })).toEqual({ owner: 'ops', env: null });
    expect(changeOf(step.after)).toEqual({ set: { owner: 'ops', env: 'prod' }, remove: [] });
  });

  it('is taken back by removing what it added, and only that', () => {
    const back = reverseStep(step);
    expect(back).toMatchObject({
      call: 'tag:UntagResources',
      summary: 'Remove the tags owner and env from queue',
      before: step.after,
      after: step.before,
    });
    expect(changeOf(back.after)).toEqual({ set: {}, remove: ['owner', 'env'] });
    expect(reverseStep(back)).toEqual({ ...step, summary: 'Restore the tags owner and env of queue' });
  });
});
