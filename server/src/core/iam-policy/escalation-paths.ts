/** One right that a way needs. */
export type NeededRight = {
  action: string;
  /** Counts only when it is granted for all resources of the pattern: on one fixed role it may be harmless. */
  covers?: string;
  /** `iam:PassRole`: a condition on iam:PassedToService that admits this service leaves the way open. */
  passedTo?: string;
  /** Granted for the holder themselves (`user/${aws:username}`) it counts as well. */
  onOneself?: boolean;
};

/** A way from some rights to all those that the account has to give. */
export type EscalationPath = {
  id: string;
  /** What its holder does, as the end of "whoever has it can …". */
  what: string;
  needs: readonly NeededRight[];
};

const anyPolicy = 'arn:aws:iam::*:policy/*';
const anyUser = 'arn:aws:iam::*:user/*';
const anyGroup = 'arn:aws:iam::*:group/*';
const anyRole = 'arn:aws:iam::*:role/*';

const passRole = (passedTo: string): NeededRight => ({ action: 'iam:PassRole', covers: anyRole, passedTo });
const needs = (...actions: string[]): NeededRight[] => actions.map((action) => ({ action }));

/**
 * The ways that are published: "AWS IAM privilege escalation: methods and mitigation" (Rhino Security Labs, 2018),
 * the paths of Bishop Fox's iam-vulnerable (2021), and what became known of services since. In our own words; the
 * actions are facts. Resources as in the Service Authorization Reference.
 */
export const escalationPaths: readonly EscalationPath[] = [
  // Change what one's own rights say.
  {
    id: 'create-policy-version',
    what: 'write a new version of a policy that applies to them',
    needs: [{ action: 'iam:CreatePolicyVersion', covers: anyPolicy }],
  },
  {
    id: 'set-default-policy-version',
    what: 'bring an older, wider version of a policy back into force',
    needs: [{ action: 'iam:SetDefaultPolicyVersion', covers: anyPolicy }],
  },
  {
    id: 'attach-user-policy',
    what: 'attach any policy to their own user',
    needs: [{ action: 'iam:AttachUserPolicy', covers: anyUser, onOneself: true }],
  },
  {
    id: 'attach-group-policy',
    what: 'attach any policy to a group of theirs',
    needs: [{ action: 'iam:AttachGroupPolicy', covers: anyGroup }],
  },
  {
    id: 'attach-role-policy',
    what: 'attach any policy to a role that they use',
    needs: [{ action: 'iam:AttachRolePolicy', covers: anyRole }],
  },
  {
    id: 'put-user-policy',
    what: 'write any rights into their own user',
    needs: [{ action: 'iam:PutUserPolicy', covers: anyUser, onOneself: true }],
  },
  {
    id: 'put-group-policy',
    what: 'write any rights into a group of theirs',
    needs: [{ action: 'iam:PutGroupPolicy', covers: anyGroup }],
  },
  {
    id: 'put-role-policy',
    what: 'write any rights into a role that they use',
    needs: [{ action: 'iam:PutRolePolicy', covers: anyRole }],
  },
  {
    id: 'add-user-to-group',
    what: 'join any group',
    needs: [{ action: 'iam:AddUserToGroup', covers: anyGroup }],
  },
  // Become somebody else.
  {
    id: 'update-assume-role-policy',
    what: 'let themselves assume any role',
    needs: [{ action: 'iam:UpdateAssumeRolePolicy', covers: anyRole }, ...needs('sts:AssumeRole')],
  },
  {
    id: 'create-access-key',
    what: 'make an access key of any user',
    needs: [{ action: 'iam:CreateAccessKey', covers: anyUser }],
  },
  {
    id: 'create-login-profile',
    what: 'give any user a password of their choice',
    needs: [{ action: 'iam:CreateLoginProfile', covers: anyUser }],
  },
  {
    id: 'update-login-profile',
    what: 'change the password of any user',
    needs: [{ action: 'iam:UpdateLoginProfile', covers: anyUser }],
  },
  // Start something that runs with a role.
  {
    id: 'pass-role-ec2',
    what: 'start an instance with any role',
    needs: [passRole('ec2.amazonaws.com'), ...needs('ec2:RunInstances')],
  },
  {
    id: 'associate-instance-profile',
    what: 'give a running instance any role',
    needs: [passRole('ec2.amazonaws.com'), ...needs('ec2:AssociateIamInstanceProfile')],
  },
  {
    id: 'pass-role-lambda-invoke',
    what: 'run a function of theirs with any role',
    needs: [passRole('lambda.amazonaws.com'), ...needs('lambda:CreateFunction', 'lambda:InvokeFunction')],
  },
  {
    id: 'pass-role-lambda-permission',
    what: 'run a function of theirs with any role, called from elsewhere',
    needs: [passRole('lambda.amazonaws.com'), ...needs('lambda:CreateFunction', 'lambda:AddPermission')],
  },
  {
    id: 'pass-role-lambda-event-source',
    what: 'run a function of theirs with any role, called by an event source',
    needs: [
      passRole('lambda.amazonaws.com'),
      ...needs('lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
    ],
  },
  {
    id: 'pass-role-lambda-configuration',
    what: 'give a function that they can change any role',
    needs: [
      passRole('lambda.amazonaws.com'),
      ...needs('lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionCode'),
    ],
  },
  {
    id: 'update-function-code',
    what: 'put code of theirs into any function, which runs with its role',
    needs: [{ action: 'lambda:UpdateFunctionCode', covers: 'arn:aws:lambda:*:*:function:*' }],
  },
  {
    id: 'pass-role-cloudformation',
    what: 'have a stack made with any role',
    needs: [passRole('cloudformation.amazonaws.com'), ...needs('cloudformation:CreateStack')],
  },
  {
    id: 'pass-role-cloudformation-update',
    what: 'have a stack changed with any role',
    needs: [passRole('cloudformation.amazonaws.com'), ...needs('cloudformation:UpdateStack')],
  },
  {
    id: 'pass-role-data-pipeline',
    what: 'run a pipeline with any role',
    needs: [
      passRole('datapipeline.amazonaws.com'),
      ...needs(
        'datapipeline:CreatePipeline',
        'datapipeline:PutPipelineDefinition',
        'datapipeline:ActivatePipeline',
      ),
    ],
  },
  {
    id: 'pass-role-glue-endpoint',
    what: 'open a Glue development endpoint with any role',
    needs: [passRole('glue.amazonaws.com'), ...needs('glue:CreateDevEndpoint')],
  },
  {
    id: 'glue-update-endpoint',
    what: 'put a key of theirs on any Glue development endpoint, which has a role',
    needs: [{ action: 'glue:UpdateDevEndpoint', covers: 'arn:aws:glue:*:*:devEndpoint/*' }],
  },
  {
    id: 'pass-role-glue-job',
    what: 'run a Glue job with any role',
    needs: [passRole('glue.amazonaws.com'), ...needs('glue:CreateJob', 'glue:StartJobRun')],
  },
  {
    id: 'pass-role-glue-job-update',
    what: 'change a Glue job and run it with any role',
    needs: [passRole('glue.amazonaws.com'), ...needs('glue:UpdateJob', 'glue:StartJobRun')],
  },
  {
    id: 'pass-role-sagemaker-notebook',
    what: 'open a SageMaker notebook with any role',
    needs: [
      passRole('sagemaker.amazonaws.com'),
      ...needs('sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'),
    ],
  },
  {
    id: 'sagemaker-presigned-url',
    what: 'open any SageMaker notebook, which has a role',
    needs: [
      {
        action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
        covers: 'arn:aws:sagemaker:*:*:notebook-instance/*',
      },
    ],
  },
  {
    id: 'pass-role-sagemaker-training',
    what: 'run a SageMaker training job with any role',
    needs: [passRole('sagemaker.amazonaws.com'), ...needs('sagemaker:CreateTrainingJob')],
  },
  {
    id: 'pass-role-sagemaker-processing',
    what: 'run a SageMaker processing job with any role',
    needs: [passRole('sagemaker.amazonaws.com'), ...needs('sagemaker:CreateProcessingJob')],
  },
  {
    id: 'pass-role-codebuild',
    what: 'run a build with any role',
    needs: [passRole('codebuild.amazonaws.com'), ...needs('codebuild:CreateProject', 'codebuild:StartBuild')],
  },
  {
    id: 'pass-role-codepipeline',
    what: 'run a delivery pipeline with any role',
    needs: [passRole('codepipeline.amazonaws.com'), ...needs('codepipeline:CreatePipeline')],
  },
  {
    id: 'pass-role-ecs-run-task',
    what: 'run a container with any role',
    needs: [passRole('ecs-tasks.amazonaws.com'), ...needs('ecs:RegisterTaskDefinition', 'ecs:RunTask')],
  },
  {
    id: 'pass-role-ecs-service',
    what: 'run a container service with any role',
    needs: [passRole('ecs-tasks.amazonaws.com'), ...needs('ecs:RegisterTaskDefinition', 'ecs:CreateService')],
  },
  {
    id: 'pass-role-step-functions',
    what: 'run a state machine with any role',
    needs: [passRole('states.amazonaws.com'), ...needs('states:CreateStateMachine', 'states:StartExecution')],
  },
  {
    id: 'pass-role-batch',
    what: 'run a batch job with any role',
    needs: [passRole('ecs-tasks.amazonaws.com'), ...needs('batch:RegisterJobDefinition', 'batch:SubmitJob')],
  },
  {
    id: 'pass-role-ssm-automation',
    what: 'run an automation with any role',
    needs: [passRole('ssm.amazonaws.com'), ...needs('ssm:StartAutomationExecution')],
  },
  {
    id: 'pass-role-app-runner',
    what: 'run an App Runner service with any role',
    needs: [passRole('tasks.apprunner.amazonaws.com'), ...needs('apprunner:CreateService')],
  },
  {
    id: 'pass-role-scheduler',
    what: 'have the scheduler call any API with any role',
    needs: [passRole('scheduler.amazonaws.com'), ...needs('scheduler:CreateSchedule')],
  },
  {
    id: 'pass-role-auto-scaling',
    what: 'start instances with any role by a launch template and a scaling group',
    needs: [
      passRole('ec2.amazonaws.com'),
      ...needs('ec2:CreateLaunchTemplate', 'autoscaling:CreateAutoScalingGroup'),
    ],
  },
  // Step onto a machine that has a role.
  {
    id: 'ssm-send-command',
    what: 'run commands on any managed instance, with its role',
    needs: [{ action: 'ssm:SendCommand', covers: 'arn:aws:ec2:*:*:instance/*' }],
  },
  {
    id: 'ssm-start-session',
    what: 'open a shell on any managed instance, with its role',
    needs: [{ action: 'ssm:StartSession', covers: 'arn:aws:ec2:*:*:instance/*' }],
  },
];
