import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsServiceType } from '../../../../providers/aws/resources/ecs_service/schema.ts';

/** The newest versions, as the page on platform versions names them. */
const newest = { linux: '1.4.0', windows: '1.0.0' };

export const control = defineControl({
  id: 'aws-ecs-service-latest-platform',
  version: 1,
  title: 'ECS service runs on the latest platform of Fargate',
  severity: 'medium',
  category: 'governance',
  risk: 'A pinned platform version gets no new kernel and runtime. Its holes stay open until somebody changes the number.',
  advice: {
    console: 'ECS → the cluster → the service → Update → Compute configuration → Platform version: LATEST.',
    cli: 'aws ecs update-service --cluster CLUSTER --service NAME --platform-version LATEST --force-new-deployment',
    terraform: 'resource "aws_ecs_service" "this" {\n  platform_version = "LATEST"\n}',
    cloudformation: 'PlatformVersion: LATEST',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html'],
  resource: ecsServiceType,
  equivalents: ['prowler:ecs_service_fargate_latest_platform_version'],
  evaluate(service) {
    const onFargate =
      service.LaunchType === 'FARGATE' ||
      (service.CapacityProviderStrategy ?? []).some(({ CapacityProvider }) =>
        CapacityProvider?.startsWith('FARGATE'),
      );
    if (!onFargate)
      return notApplicable('The service does not run on Fargate.', 'LaunchType', 'CapacityProviderStrategy');
    const version = service.PlatformVersion ?? 'LATEST';
    const latest = service.PlatformFamily?.startsWith('Windows') === true ? newest.windows : newest.linux;
    if (version === 'LATEST' || version === latest)
      return pass(`The platform version is ${version}.`, 'PlatformVersion');
    return fail(`The platform version is ${version}; the latest is ${latest}.`, 'PlatformVersion');
  },
});
