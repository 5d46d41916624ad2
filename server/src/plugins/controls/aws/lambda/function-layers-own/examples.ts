import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a layer of its own',
      configuration: { Layers: ['arn:aws:lambda:us-east-1:111122223333:layer:a:1'] },
    },
  ],
  fail: [
    {
      title: 'with a layer of somebody else',
      configuration: { Layers: ['arn:aws:lambda:us-east-1:999999999999:layer:b:7'] },
      says: '999999999999',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Layers', reason: 'denied', permission: 'lambda:ListFunctions' }],
      says: 'lambda:ListFunctions',
    },
  ],
  not_applicable: [{ title: 'without layers', configuration: {} }],
});
