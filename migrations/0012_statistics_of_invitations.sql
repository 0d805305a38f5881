-- A member belongs to one committee: without that the planner expects a hundredth of his invitations, and reads all of them again
-- for each activity of a calendar in place of the one by its key.
create statistics activity_invitations_of_one (dependencies) on organization_id, member_id from activity_invitations;
