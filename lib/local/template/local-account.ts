/** The account and region that ARNs on this machine carry. Nothing outside the process ever sees them. */
export const localAccount = '000000000000';
export const localRegion = 'eu-west-1';
export const localPartition = 'aws';
