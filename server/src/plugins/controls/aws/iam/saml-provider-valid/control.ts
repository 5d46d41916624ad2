import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamSamlProviderType } from '../../../../providers/aws/resources/iam_saml_provider/schema.ts';
import { dayOf, daysSince } from '../../identity/days.ts';

export const control = defineControl({
  id: 'aws-iam-saml-provider-valid',
  version: 1,
  title: 'The metadata of the SAML provider are valid',
  severity: 'medium',
  category: 'identity',
  risk: 'When the metadata of a provider end, nobody signs in any more, and the hurry to mend it invites shortcuts. Metadata that ended long ago belong to a provider that nobody looks after.',
  advice: {
    console:
      'IAM → Identity providers → the provider → Replace metadata: upload a new document of the provider, or delete the provider.',
    cli: 'aws iam update-saml-provider --saml-provider-arn ARN --saml-metadata-document file://metadata.xml',
    terraform:
      'resource "aws_iam_saml_provider" "this" {\n  saml_metadata_document = file("metadata.xml")\n}',
    cloudformation: 'Type: AWS::IAM::SAMLProvider\nProperties:\n  SamlMetadataDocument: ...',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html'],
  resource: iamSamlProviderType,
  dependsOnTime: true,
  equivalents: [],
  withoutFramework: 'No framework that we carry names it; an ended provider locks people out.',
  evaluate(it, subject) {
    const since = daysSince(it.ValidUntil, subject.judgedAt);
    if (since === undefined) return unknown('Until when the metadata are valid is not known.');
    const day = dayOf(it.ValidUntil);
    if (since >= 0) return fail(`The metadata ended on ${day}.`, 'ValidUntil');
    return pass(`The metadata are valid until ${day}.`, 'ValidUntil');
  },
});
