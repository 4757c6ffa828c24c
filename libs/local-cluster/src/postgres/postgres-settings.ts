/** Command-line settings of the embedded server: loopback only, no socket file, nothing outside its own folder. */
export function postgresSettings(port: number, ephemeral: boolean): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Shared memory as files in the data folder: nothing stays behind in /dev/shm after a kill.
    dynamic_shared_memory_type: 'mmap',
    shared_buffers: '64MB',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements may carry personal data; the log is for faults of the server itself.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_min_duration_statement: -1,
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
