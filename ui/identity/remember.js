// Keeps who sits here for a year, so that a reload or a restart need not ask again.
export default function remember({ data }) {
  const year = 365 * 24 * 3600;
  document.cookie = `${data.name}=${data.value}; path=/; max-age=${year}; samesite=lax`;
}
