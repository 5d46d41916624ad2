import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-cache-encrypted',
  version: 1,
  title: 'Caches of the REST API are encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'A cache holds answers, and with them what is asked for most: names, prices, addresses. Unencrypted it lies there readable.',
  advice: {
    console: 'API Gateway → the API → Stages → the stage → Cache → Edit: switch on "Encrypt cache data".',
    cli: 'aws apigateway update-stage --rest-api-id ID --stage-name NAME --patch-operations op=replace,path=/*/*/caching/dataEncrypted,value=true',
    terraform:
      'resource "aws_api_gateway_method_settings" "all" {\n  method_path = "*/*"\n  settings {\n    caching_enabled      = true\n    cache_data_encrypted = true\n  }\n}',
    cloudformation:
      'MethodSettings:\n  - ResourcePath: /*\n    HttpMethod: "*"\n    CacheDataEncrypted: true',
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_cache_encrypted'],
  evaluate(api) {
    const cached = (api.Stages ?? []).filter(({ CacheClusterEnabled }) => CacheClusterEnabled === true);
    if (cached.length === 0) return notApplicable('No stage has a cache.', 'Stages');
    const open = cached.filter(
      ({ MethodSettings }) =>
        MethodSettings?.some(
          (setting) => setting.CachingEnabled === true && setting.CacheDataEncrypted !== true,
        ) === true,
    );
    if (open.length === 0) return pass('What is cached is encrypted.', 'Stages');
    return fail(
      `Cached without encryption: ${open.map(({ StageName }) => StageName ?? '').join(', ')}.`,
      'Stages',
    );
  },
});
