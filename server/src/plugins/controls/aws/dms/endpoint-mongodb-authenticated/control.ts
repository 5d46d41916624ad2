import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsEndpointType } from '../../../../providers/aws/resources/dms_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-dms-endpoint-mongodb-authenticated',
  version: 1,
  title: 'DMS endpoint of MongoDB signs in',
  severity: 'medium',
  category: 'identity',
  risk: 'An endpoint without sign-in works only because the database asks nobody who they are, and that holds for everybody.',
  advice: {
    console: 'DMS → Endpoints → the endpoint → Modify → Authentication mode: password.',
    cli: 'aws dms modify-endpoint --endpoint-arn ARN --mongo-db-settings \'{"AuthType":"password","AuthMechanism":"scram_sha_1"}\'',
    terraform:
      'resource "aws_dms_endpoint" "this" {\n  mongodb_settings {\n    auth_type      = "password"\n    auth_mechanism = "scram-sha-1"\n  }\n}',
    cloudformation: 'MongoDbSettings:\n  AuthType: password\n  AuthMechanism: scram_sha_1',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html'],
  resource: dmsEndpointType,
  equivalents: ['prowler:dms_endpoint_mongodb_authentication_enabled'],
  evaluate(endpoint) {
    if (endpoint.EngineName !== 'mongodb') return notApplicable('The endpoint is not MongoDB.', 'EngineName');
    const type = endpoint.MongoDbSettings?.AuthType;
    if (type === undefined) return unknown('DMS does not say how the endpoint signs in.', 'MongoDbSettings');
    return type === 'no'
      ? fail('The endpoint does not sign in.', 'MongoDbSettings')
      : pass(`The endpoint signs in by ${type}.`, 'MongoDbSettings');
  },
});
