CREATE UNIQUE INDEX "members_one" ON "members" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "assigning_offices_one" ON "assigning_offices" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "undertaking_units_one" ON "undertaking_units" USING btree ("id");