import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';

export const control = defineControl({
  id: 'aws-ecr-repository-lifecycle',
  version: 1,
  title: 'ECR repository removes old images by a lifecycle policy',
  severity: 'low',
  category: 'governance',
  risk: 'Old images with known holes stay available for ever, and somebody will run one. They also cost storage.',
  advice: {
    console: 'ECR → Repositories → the repository → Lifecycle policy → Create rule.',
    cli: 'aws ecr put-lifecycle-policy --repository-name NAME --lifecycle-policy-text file://policy.json',
    terraform:
      'resource "aws_ecr_lifecycle_policy" "this" {\n  repository = aws_ecr_repository.this.name\n  policy     = file("policy.json")\n}',
    cloudformation:
      'LifecyclePolicy:\n  LifecyclePolicyText: \'{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}\'',
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html'],
  resource: ecrRepositoryType,
  equivalents: ['prowler:ecr_repositories_lifecycle_policy_enabled'],
  evaluate(repository) {
    if (repository.LifecyclePolicy?.LifecyclePolicyText !== undefined)
      return pass('The repository has a lifecycle policy.', 'LifecyclePolicy');
    return fail('The repository has no lifecycle policy.', 'LifecyclePolicy');
  },
});
