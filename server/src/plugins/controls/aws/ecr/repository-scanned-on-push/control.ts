import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';

export const control = defineControl({
  id: 'aws-ecr-repository-scanned-on-push',
  version: 1,
  title: 'ECR repository scans images when they are pushed',
  severity: 'medium',
  category: 'compute',
  risk: 'Images with known holes go into production unnoticed when nobody looks at them on arrival.',
  advice: {
    console:
      'ECR → Private registry → Scanning → Edit: choose scan on push or continuous scanning for all repositories.',
    cli: 'aws ecr put-registry-scanning-configuration --scan-type BASIC --rules \'[{"scanFrequency":"SCAN_ON_PUSH","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]\'',
    terraform:
      'resource "aws_ecr_registry_scanning_configuration" "this" {\n  scan_type = "BASIC"\n  rule {\n    scan_frequency = "SCAN_ON_PUSH"\n    repository_filter {\n      filter      = "*"\n      filter_type = "WILDCARD"\n    }\n  }\n}',
    cloudformation: 'ImageScanningConfiguration:\n  ScanOnPush: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html'],
  resource: ecrRepositoryType,
  equivalents: [
    'prowler:ecr_repositories_scan_images_on_push_enabled',
    'prowler:ecr_registry_scan_images_on_push_enabled',
  ],
  evaluate(repository) {
    // The repository's own setting is in effect unless the registry has rules, which the second fact includes.
    if (repository.ImageScanningConfiguration?.ScanOnPush === true)
      return pass('Images are scanned when they are pushed.', 'ImageScanningConfiguration');
    const inEffect = repository.RepositoryScanningConfiguration;
    if (
      inEffect?.ScanFrequency === 'SCAN_ON_PUSH' ||
      inEffect?.ScanFrequency === 'CONTINUOUS_SCAN' ||
      inEffect?.ScanOnPush === true
    )
      return pass(
        `The registry scans the images: ${inEffect.ScanFrequency ?? 'on push'}.`,
        'RepositoryScanningConfiguration',
      );
    return fail(
      'Images are not scanned when they are pushed.',
      'ImageScanningConfiguration',
      'RepositoryScanningConfiguration',
    );
  },
});
