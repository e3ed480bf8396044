const words = (text: string): readonly string[] => text.split(' ');

/** Methods of a collection that the shell carries out (MongoDB manual: mongosh collection methods). */
export const COLLECTION_METHODS = words('insertOne insertMany insert find findOne countDocuments count estimatedDocumentCount distinct updateOne updateMany update replaceOne deleteOne deleteMany remove findOneAndUpdate findOneAndReplace findOneAndDelete drop createIndex getIndexes dropIndex aggregate getName getFullName');

/** Those that the real shell has besides. */
export const OTHER_COLLECTION_METHODS = words('bulkWrite initializeOrderedBulkOp initializeUnorderedBulkOp watch explain stats dataSize storageSize totalIndexSize totalSize isCapped mapReduce validate convertToCapped createIndexes dropIndexes getIndices getIndexKeys getIndexSpecs hideIndex unhideIndex reIndex latencyStats getPlanCache renameCollection findAndModify getShardDistribution getShardVersion createSearchIndex createSearchIndexes getSearchIndexes dropSearchIndex updateSearchIndex compactStructuredEncryptionData checkMetadataConsistency analyzeShardKey configureQueryAnalyzer runCommand exists getMongo getDB');

/** Methods of a database that the shell carries out. */
export const DATABASE_METHODS = words('getName version getCollectionNames createCollection dropDatabase hello isMaster runCommand adminCommand auth createUser updateUser changeUserPassword dropUser getUser getUsers');

/** Those that the real shell has besides. */
export const OTHER_DATABASE_METHODS = words('stats createRole updateRole dropRole dropAllRoles dropAllUsers grantRolesToUser revokeRolesFromUser grantPrivilegesToRole revokePrivilegesFromRole grantRolesToRole revokeRolesFromRole getRole getRoles getCollectionInfos currentOp killOp serverStatus hostInfo serverCmdLineOpts serverBuildInfo getProfilingStatus setProfilingLevel getReplicationInfo printReplicationInfo printSecondaryReplicationInfo printCollectionStats printShardingStatus watch aggregate createView createEncryptedCollection fsyncLock fsyncUnlock setLogLevel getLogComponents logout shutdownServer commandHelp listCommands rotateCertificates sql getLastError getLastErrorObj cloneDatabase copyDatabase checkMetadataConsistency');

/** Methods of what find and aggregate give, that need no JavaScript. */
export const CURSOR_METHODS = words('sort skip limit projection toArray pretty count size itcount next hasNext');
