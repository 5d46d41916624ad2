import { fail, notApplicable, pass, type Verdict } from '../../../../core/verdict.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { apigatewayRestApiType } from '../../../providers/aws/resources/apigateway_rest_api/schema.ts';

type RestApi = ConfigurationOf<typeof apigatewayRestApiType>;

/** Whether all stages of an API are as they should be; names those that are not. */
export function judgeStages<Stage extends { StageName?: string | undefined }>(
  stages: readonly Stage[] | undefined,
  isGood: (stage: Stage) => boolean,
  say: { good: string; bad: string },
): Verdict {
  const all = stages ?? [];
  if (all.length === 0) return notApplicable('The API has no stage, so nobody can call it.', 'Stages');
  const failing = all.filter((stage) => !isGood(stage)).map(({ StageName }) => StageName ?? '');
  if (failing.length === 0) return pass(say.good, 'Stages');
  return fail(`${say.bad}: ${failing.slice(0, 5).join(', ')}.`, 'Stages');
}

/** An API that is reached through an endpoint in a VPC only. */
export function isPrivate(api: RestApi): boolean {
  const types = api.EndpointConfiguration?.Types ?? [];
  return types.length > 0 && types.every((type) => type === 'PRIVATE');
}
