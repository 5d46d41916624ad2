import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { daysSince, dayText } from '../../compute/ages.ts';

const mostDays = 730;

export const control = defineControl({
  id: 'aws-ec2-instance-image-young',
  version: 1,
  title: 'EC2 instance was started from an image of the last two years',
  severity: 'low',
  category: 'compute',
  risk: 'An image of years ago holds a system without the fixes of those years. Until the first update has run, a machine started from it is open to all of them.',
  advice: {
    console:
      'EC2 → AMIs → build or choose a current image, and replace the machine by one that is started from it.',
    cli: 'aws ec2 describe-images --owners self amazon --query "sort_by(Images,&CreationDate)[-5:].[ImageId,Name]"',
    terraform: 'resource "aws_instance" "this" {\n  ami = data.aws_ami.current.id\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  ImageId: !Ref CurrentImage',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html'],
  resource: ec2InstanceType,
  dependsOnTime: true,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ ImageId, SourceImage: image }, { judgedAt }) {
    const days = daysSince(image?.CreationDate, judgedAt);
    if (days === undefined)
      return unknown(
        `The age of the image ${ImageId} is not known: it cannot be seen any more.`,
        'SourceImage',
      );
    if (days > mostDays)
      return fail(`The image ${ImageId} is ${dayText(days)} old.`, 'SourceImage.CreationDate');
    return pass(`The image ${ImageId} is ${dayText(days)} old.`, 'SourceImage.CreationDate');
  },
});
