import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-software-current',
  version: 1,
  title: 'OpenSearch domain runs the latest service software',
  severity: 'medium',
  category: 'governance',
  risk: 'Service software carries security fixes of the engine and of the machines below. An update that waits is a published hole that stays open.',
  advice: {
    console:
      'OpenSearch → the domain → Actions → Update → at once or in the off-peak window; switch on automatic software updates.',
    cli: 'aws opensearch start-service-software-update --domain-name NAME --schedule-at OFF_PEAK_WINDOW',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  software_update_options {\n    auto_software_update_enabled = true\n  }\n}',
    cloudformation: 'SoftwareUpdateOptions:\n  AutoSoftwareUpdateEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/service-software.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_updated_to_the_latest_service_software_version'],
  evaluate(domain) {
    const software = domain.ServiceSoftwareOptions;
    if (software?.UpdateAvailable === false) return pass('No update waits.', 'ServiceSoftwareOptions');
    if (software?.UpdateAvailable === true)
      return fail(
        `The update to ${software.NewVersion ?? 'a newer version'} waits.`,
        'ServiceSoftwareOptions',
      );
    return unknown('OpenSearch does not say whether an update waits.', 'ServiceSoftwareOptions');
  },
});
