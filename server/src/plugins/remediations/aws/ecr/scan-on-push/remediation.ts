import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { readRepository } from '../repository-setting.ts';

type Scanning = { ScanOnPush: boolean };

export const remediation = defineSetting<typeof ecrRepositoryType, Scanning>({
  id: 'aws-ecr-scan-on-push',
  title: 'Scan the images of an ECR repository when they are pushed',
  description:
    'Images are searched for known vulnerabilities when they are pushed. ' +
    'Images that are there already are scanned when somebody asks for it.',
  resource: ecrRepositoryType,
  risk: 'low',
  impact: 'Pushes go on as before, and the results come minutes later. The basic scan is not charged.',
  effortMinutes: 5,
  controls: ['aws-ecr-repository-scanned-on-push'],
  attribute: 'ImageScanningConfiguration',
  permissions: { read: ['ecr:DescribeRepositories'], write: ['ecr:PutImageScanningConfiguration'] },
  calls: ['ecr:PutImageScanningConfiguration'],
  async read(session, { name }) {
    const found = await readRepository(session, name);
    return found ? { value: { ScanOnPush: found.imageScanningConfiguration?.scanOnPush === true } } : null;
  },
  plan: ({ ScanOnPush }, { target }) =>
    ScanOnPush
      ? { nothing: 'Images are scanned when they are pushed.' }
      : { to: { ScanOnPush: true }, summary: `Scan images of ${target.name} when they are pushed` },
  async write(session, { name }, { ScanOnPush }) {
    await session.send('ecr', 'PutImageScanningConfiguration', {
      repositoryName: name,
      imageScanningConfiguration: { scanOnPush: ScanOnPush },
    });
  },
  byHand: (target, { ScanOnPush }) => ({
    cli: [
      awsCommand(
        'ecr put-image-scanning-configuration',
        target,
        ...['--repository-name', target.name],
        ...['--image-scanning-configuration', `scanOnPush=${ScanOnPush}`],
      ),
    ],
    terraform: `# In the aws_ecr_repository ${target.name}:\nimage_scanning_configuration {\n  scan_on_push = ${ScanOnPush}\n}`,
    console: `ECR → Repositories → ${target.name} → Edit: scan on push ${ScanOnPush ? 'on' : 'off'}.`,
  }),
});
