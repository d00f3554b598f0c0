/** The access key id of `AWS4-HMAC-SHA256 Credential=<id>/<date>/…`, by which a request says who sends it. */
export function accessKeyOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /Credential=([^/,\s]+)\//.exec(authorization)?.[1];
}
