import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsEndpointType } from '../../../../providers/aws/resources/dms_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-dms-endpoint-redis-tls',
  version: 1,
  title: 'DMS endpoint of Redis connects by TLS',
  severity: 'medium',
  category: 'encryption',
  risk: 'Without TLS keys, values and the password of the cache cross the network readable.',
  advice: {
    console:
      'DMS → Endpoints → the endpoint → Modify → Endpoint settings → SSL security protocol: ssl-encryption.',
    cli: 'aws dms modify-endpoint --endpoint-arn ARN --redis-settings \'{"SslSecurityProtocol":"ssl-encryption"}\'',
    terraform:
      'resource "aws_dms_endpoint" "this" {\n  redis_settings {\n    ssl_security_protocol = "ssl-encryption"\n  }\n}',
    cloudformation: 'RedisSettings:\n  SslSecurityProtocol: ssl-encryption',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html'],
  resource: dmsEndpointType,
  equivalents: ['prowler:dms_endpoint_redis_in_transit_encryption_enabled'],
  evaluate(endpoint) {
    if (endpoint.EngineName !== 'redis') return notApplicable('The endpoint is not Redis.', 'EngineName');
    const protocol = endpoint.RedisSettings?.SslSecurityProtocol ?? 'ssl-encryption';
    if (protocol === 'plaintext') return fail('The connection is in plain text.', 'RedisSettings');
    return pass(
      `The protocol is ${protocol}${endpoint.RedisSettings?.SslSecurityProtocol === undefined ? ', as by default' : ''}.`,
      'RedisSettings',
    );
  },
});
