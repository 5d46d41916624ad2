import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with Cognito', configuration: { CognitoOptions: { Enabled: true } } },
    { title: 'with SAML', configuration: { AdvancedSecurityOptions: { SAMLOptions: { Enabled: true } } } },
  ],
  fail: [{ title: 'with neither', configuration: { CognitoOptions: { Enabled: false } } }],
  unknown: [
    {
      title: 'whose CognitoOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'CognitoOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
