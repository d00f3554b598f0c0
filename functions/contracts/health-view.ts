import * as z from 'zod';

export const healthSchema = z.looseObject({ status: z.literal('ok'), apiVersion: z.string() }).meta({ id: 'Health' });

export const healthView: z.infer<typeof healthSchema> = { status: 'ok', apiVersion: 'v1' };
