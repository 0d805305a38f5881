-- Activities: walls of the new tables; what was said and done at a meeting is corrected and never deleted.
call protect_tenant_table('activity_kinds');
--> statement-breakpoint
call protect_tenant_table('activities');
--> statement-breakpoint
call protect_tenant_table('activity_half_days');
--> statement-breakpoint
call protect_tenant_table('activity_invitations');
--> statement-breakpoint
call protect_tenant_table('activity_leave_requests');
--> statement-breakpoint
call protect_tenant_table('activity_leave_half_days');
--> statement-breakpoint
call protect_tenant_table('activity_attendances');
--> statement-breakpoint
call protect_tenant_table('activity_attendance_corrections');
--> statement-breakpoint
revoke delete on activities, activity_invitations, activity_leave_requests, activity_attendances,
  activity_attendance_corrections from cppcc_runtime;
--> statement-breakpoint
revoke update on activity_attendance_corrections from cppcc_runtime;
--> statement-breakpoint
-- Calendar feeds: revoked, never deleted.
call protect_tenant_table('calendar_feeds');
--> statement-breakpoint
revoke delete on calendar_feeds from cppcc_runtime;
