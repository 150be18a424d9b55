// What stands for a job in a list: its moon, and once there is one, its picture.
import { Moon } from "./moon.jsx";

export function Mark({ job, size = 30 }) {
  const side = Math.round(size * 1.4);
  if (job.status !== "completed" || !job.picture)
    // As wide as a picture, so that titles of a list stand under each other.
    return (
      <span className="flex flex-none" style={{ width: side }}>
        <Moon job={job} size={size} />
      </span>
    );
  return (
    <img
      src={job.picture}
      alt=""
      width={side}
      height={side}
      loading="lazy"
      decoding="async"
      className="flex-none rounded-soft bg-sunken object-cover"
      style={{ width: side, height: side }}
    />
  );
}
