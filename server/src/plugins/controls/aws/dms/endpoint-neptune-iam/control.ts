import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsEndpointType } from '../../../../providers/aws/resources/dms_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-dms-endpoint-neptune-iam',
  version: 1,
  title: 'DMS endpoint of Neptune signs in by IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'Without IAM everything that reaches the graph writes to it; the migration then depends on a database that asks nobody.',
  advice: {
    console: 'DMS → Endpoints → the endpoint → Modify → IAM authorization: on (and on the cluster first).',
    cli: 'aws dms modify-endpoint --endpoint-arn ARN --neptune-settings \'{"IamAuthEnabled":true,"S3BucketName":"BUCKET","S3BucketFolder":"FOLDER"}\'',
    terraform: 'The provider for Terraform has no such setting: use the command line, or CloudFormation.',
    cloudformation: 'NeptuneSettings:\n  IamAuthEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Neptune.html'],
  resource: dmsEndpointType,
  equivalents: ['prowler:dms_endpoint_neptune_iam_authorization_enabled'],
  evaluate(endpoint) {
    if (endpoint.EngineName !== 'neptune') return notApplicable('The endpoint is not Neptune.', 'EngineName');
    if (endpoint.NeptuneSettings?.IamAuthEnabled === true)
      return pass('The endpoint signs in by IAM.', 'NeptuneSettings');
    return fail('The endpoint does not sign in by IAM.', 'NeptuneSettings');
  },
});
