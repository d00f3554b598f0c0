import { useLanguage } from '../language/language.ts';

/** Search, and one customer. */
export function CustomersPage({ customerId }: { readonly customerId?: string | undefined }) {
  const { texts } = useLanguage();
  return (
    <h1>
      {texts.areas.customers} {customerId}
    </h1>
  );
}
