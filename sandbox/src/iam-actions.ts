/** Operations whose IAM action has another name than `<prefix>:<Operation>`. */
const differentlyNamed: Record<string, string> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:GetBucketCors': 's3:GetBucketCORS',
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetBucketAccelerateConfiguration': 's3:GetAccelerateConfiguration',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
  's3control:ListAccessPoints': 's3:ListAccessPoints',
  's3control:GetAccessPoint': 's3:GetAccessPoint',
  's3control:GetAccessPointPolicy': 's3:GetAccessPointPolicy',
  's3control:GetAccessPointPolicyStatus': 's3:GetAccessPointPolicyStatus',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  's3control:PutPublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  's3control:DeletePublicAccessBlock': 's3:PutAccountPublicAccessBlock',
};

/** The IAM action that allows an operation, e.g. `s3:GetBucketPublicAccessBlock` for GetPublicAccessBlock. */
export function iamAction(actionPrefix: string, operation: string): string {
  // API Gateway has one action for each HTTP method.
  if (actionPrefix === 'apigateway' && operation.startsWith('Get')) return 'apigateway:GET';
  const name = `${actionPrefix}:${operation}`;
  return differentlyNamed[name] ?? name;
}

const reading = /^(Get|List|Describe|Lookup|Head|Select|BatchGet|Search|Assume|GenerateCredentialReport)/;

/** Whether an operation changes the account. Making a credential report or a role session does not. */
export function isWrite(operation: string): boolean {
  return !reading.test(operation);
}
