import { type ControlExamples, defineExamples } from '../../../../plugin-kit/define-control.ts';

/** The examples of the controls that look for full rights; `permission` lists the attached policies. */
export function administratorAccessExamples(permission: string): ControlExamples {
  const withPolicy = (arn: string) => ({ configuration: { ManagedPolicyArns: [arn] } });
  return defineExamples({
    pass: [
      { title: 'without policies', configuration: {} },
      {
        title: 'with another policy',
        ...withPolicy('arn:aws:iam::111122223333:policy/AdministratorAccess'),
      },
    ],
    fail: [
      { title: 'with full rights', ...withPolicy('arn:aws:iam::aws:policy/AdministratorAccess') },
      {
        title: 'with full rights in China',
        ...withPolicy('arn:aws-cn:iam::aws:policy/AdministratorAccess'),
      },
    ],
    unknown: [
      {
        title: 'whose ManagedPolicyArns was denied',
        configuration: {},
        unreadable: [{ path: 'ManagedPolicyArns', reason: 'denied', permission }],
        says: permission,
      },
    ],
  });
}
