import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-ecr-repository-policy-not-public',
  version: 1,
  title: 'ECR repository is open to nobody unknown by its policy',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody with an account of AWS can pull the images with all code in them, or push images that you then run.',
  advice: {
    console:
      'ECR → Repositories → the repository → Permissions → Edit: name accounts or roles instead of "*".',
    cli: 'aws ecr set-repository-policy --repository-name NAME --policy-text file://policy.json',
    terraform:
      'resource "aws_ecr_repository_policy" "this" {\n  repository = aws_ecr_repository.this.name\n  policy     = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation:
      'RepositoryPolicyText:\n  Statement:\n    - Effect: Allow\n      Principal:\n        AWS: arn:aws:iam::ACCOUNT:root\n      Action: ecr:BatchGetImage',
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html'],
  resource: ecrRepositoryType,
  equivalents: ['prowler:ecr_repositories_not_publicly_accessible'],
  evaluate: (repository) =>
    notPublicVerdict(repository.RepositoryPolicyText, 'repository', 'RepositoryPolicyText'),
});
