import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-iam-root-no-signing-certificates',
  version: 1,
  title: 'The root user has no signing certificates',
  severity: 'high',
  category: 'identity',
  risk: 'Signing certificates are an old way to sign requests. One of the root user is a second kind of root key that most people do not look for.',
  advice: {
    console:
      'Sign in as the root user → Security credentials → X.509 signing certificates: delete each of them.',
    cli: 'aws iam delete-signing-certificate --certificate-id CERTIFICATE_ID   # with the credentials of the root user itself',
    terraform: '# Not managed by Terraform: delete them in the console, signed in as root.',
    cloudformation:
      'The root user is no resource of CloudFormation: delete its certificates in the console, signed in as root.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html'],
  resource: iamAccountType,
  equivalents: [],
  withoutFramework: 'An old kind of credential that the frameworks that we carry do not name.',
  evaluate(it) {
    const certificates = it.SummaryMap?.AccountSigningCertificatesPresent;
    if (certificates === undefined)
      return unknown('The account summary does not say whether the root user has signing certificates.');
    if (certificates > 0)
      return fail('The root user has a signing certificate.', 'SummaryMap.AccountSigningCertificatesPresent');
    return pass('The root user has no signing certificate.', 'SummaryMap.AccountSigningCertificatesPresent');
  },
});
