import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with code signing',
      configuration: {
        CodeSigningConfigArn: 'arn:aws:lambda:us-east-1:111122223333:code-signing-config:csc-1',
      },
    },
  ],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'CodeSigningConfigArn', reason: 'denied', permission: 'lambda:GetFunctionCodeSigningConfig' },
      ],
      says: 'lambda:GetFunctionCodeSigningConfig',
    },
  ],
  not_applicable: [{ title: 'that is an image', configuration: { PackageType: 'Image' } }],
});
