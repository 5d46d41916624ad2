import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';

export const control = defineControl({
  id: 'aws-ecr-repository-tags-immutable',
  version: 1,
  title: 'ECR repository does not let tags be moved',
  severity: 'medium',
  category: 'governance',
  risk: 'When a tag can be moved, the same name runs another image tomorrow: what was tested is not what runs, and an intruder can put an image under a trusted name.',
  advice: {
    console: 'ECR → Repositories → the repository → Edit → Image tag mutability → Immutable.',
    cli: 'aws ecr put-image-tag-mutability --repository-name NAME --image-tag-mutability IMMUTABLE',
    terraform: 'resource "aws_ecr_repository" "this" {\n  image_tag_mutability = "IMMUTABLE"\n}',
    cloudformation: 'ImageTagMutability: IMMUTABLE',
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html'],
  resource: ecrRepositoryType,
  equivalents: ['prowler:ecr_repositories_tag_immutability'],
  evaluate(repository) {
    const setting = repository.ImageTagMutability ?? 'MUTABLE';
    if (setting === 'IMMUTABLE') return pass('Tags cannot be moved.', 'ImageTagMutability');
    if (setting === 'IMMUTABLE_WITH_EXCLUSION')
      return pass(
        `Tags cannot be moved, with exceptions: ${repository.ImageTagMutabilityExclusionFilters?.length ?? 0}.`,
        'ImageTagMutability',
        'ImageTagMutabilityExclusionFilters',
      );
    return fail('Tags can be moved to other images.', 'ImageTagMutability');
  },
});
