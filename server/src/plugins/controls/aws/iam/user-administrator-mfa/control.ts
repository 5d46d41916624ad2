import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';
import { firstFound } from '../../identity/first-found.ts';
import { iamGroups } from '../../keyed-types.ts';

const administrator = 'AdministratorAccess';

export const control = defineControl({
  id: 'aws-iam-user-administrator-mfa',
  version: 1,
  title: 'A user with administrative rights has a second factor',
  severity: 'high',
  category: 'identity',
  risk: 'Administrators are who intruders look for. A password or key without a second factor that leads to full rights is the shortest way into an account.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Multi-factor authentication → Assign MFA device.',
    cli: 'aws iam enable-mfa-device --user-name NAME --serial-number DEVICE_ARN --authentication-code1 111111 --authentication-code2 222222',
    terraform: 'resource "aws_iam_virtual_mfa_device" "this" {\n  virtual_mfa_device_name = "NAME"\n}',
    cloudformation: 'Type: AWS::IAM::VirtualMFADevice\nProperties:\n  Users:\n    - !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html'],
  resource: iamUserType,
  reads: { groups: iamGroups },
  equivalents: ['prowler:iam_administrator_access_with_mfa'],
  evaluate(it, _subject, around) {
    const by = firstFound(
      () => (hasAwsPolicy(it.ManagedPolicyArns, administrator) ? 'directly' : undefined),
      () => {
        const group = (it.Groups ?? []).find((name) =>
          around.groups
            .by('GroupName', name)
            .some(({ configuration }) => hasAwsPolicy(configuration.ManagedPolicyArns, administrator)),
        );
        return group === undefined ? undefined : `by the group ${group}`;
      },
    );
    if (by === undefined) return notApplicable(`${administrator} is not attached to the user or its groups.`);
    if ((it.MFADevices?.length ?? 0) > 0)
      return pass(`The user has ${administrator} ${by}, and an MFA device.`, 'MFADevices');
    return fail(
      `The user has ${administrator} ${by}, and no MFA device.`,
      'MFADevices',
      'ManagedPolicyArns',
      'Groups',
    );
  },
});
