/** The 97.5% point of the standard normal distribution: 5% beyond it on both sides. */
export const normalOf95 = 1.959963984540054;

/** Its 80% point: the power that sample sizes are made for. */
export const normalOfPower80 = 0.8416212335729143;
